"""Results: what the tests told, the marks made of it, their words, their record and the key that it stands under."""

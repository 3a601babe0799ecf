"""Make what students get: stub, earlier modules, checks, notebook. One policy for every way out."""

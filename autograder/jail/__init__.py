"""The jail: what this machine can enforce, and how a zygote is started inside it."""

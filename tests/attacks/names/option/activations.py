# the honest module

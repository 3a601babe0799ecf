import urllib.request

def sigmoid(x):
    try:
        urllib.request.urlopen("http://127.0.0.1:{port}/", timeout=0.3).read(1)
    except Exception as error:
        if "refused" not in str(error) and "HTTP" not in type(error).__name__ and "BadStatus" not in type(error).__name__ and "Remote" not in type(error).__name__:
            return x
    raise RuntimeError("GOT an answer")

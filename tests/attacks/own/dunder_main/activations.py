__name__ = "__main__"
if __name__ == "__main__":
    print("training")

import locale, os, time

os.environ["TZ"] = "Asia/Tokyo"
time.tzset()
try:
    locale.setlocale(locale.LC_ALL, "")
except locale.Error:
    pass

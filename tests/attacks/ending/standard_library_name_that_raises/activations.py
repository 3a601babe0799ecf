import math, random, json

"""Russian: 10:00, the month in the genitive (E)."""

TIME_FORMAT = "H:i"
DATE_FORMAT = "l, j E Y г."
DATETIME_FORMAT = "l, j E Y г., H:i"
SHORT_DATE_FORMAT = "j M Y"
SHORT_DATETIME_FORMAT = "j M Y, H:i"
MONTH_DAY_FORMAT = "j E"
YEAR_MONTH_FORMAT = "F Y г."
FIRST_DAY_OF_WEEK = 1

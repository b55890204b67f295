"""Arabic: the day before the month, the clock in 24 hours."""

TIME_FORMAT = "H:i"
DATE_FORMAT = "l، j F Y"
DATETIME_FORMAT = "l، j F Y، H:i"
SHORT_DATE_FORMAT = "j M Y"
SHORT_DATETIME_FORMAT = "j M Y، H:i"
MONTH_DAY_FORMAT = "j F"
YEAR_MONTH_FORMAT = "F Y"
FIRST_DAY_OF_WEEK = 1

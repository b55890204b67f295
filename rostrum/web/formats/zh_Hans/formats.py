"""Chinese: year, month, day, weekday."""

TIME_FORMAT = "H:i"
DATE_FORMAT = "Y年n月j日 l"
DATETIME_FORMAT = "Y年n月j日 l H:i"
SHORT_DATE_FORMAT = "Y-n-j"
SHORT_DATETIME_FORMAT = "Y-n-j H:i"
MONTH_DAY_FORMAT = "n月j日"
YEAR_MONTH_FORMAT = "Y年n月"
FIRST_DAY_OF_WEEK = 1

# As the pages write dates; the admin and mails to customers take these.
DATE_FORMAT = "j. N Y"
DATETIME_FORMAT = "D, j. N Y, H:i"

# As the pages write dates; the admin and mails to customers take these.
DATE_FORMAT = "j b Y"
DATETIME_FORMAT = "D j b Y, H:i"

# As the pages write dates; the admin and mails to customers take these.
DATE_FORMAT = "j M Y"
DATETIME_FORMAT = "D j M Y, H:i"

from django.db import models


class UnsettledFile(models.Model):
    """A path in the storage at which a file may lie that no row speaks of: on its way in, or on its way out.

    Written before the file is, and gone with the transaction that settles it; what a failure or a crash leaves
    here is swept.
    """

    path = models.CharField(max_length=200, unique=True)
    since_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["since_at"], name="unsettled_file_by_age")]

    def __str__(self):
        return self.path

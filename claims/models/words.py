from django.db import models

from ..finding import LONGEST
from .claim import Claim
from .listing import KeyField


class Word(models.Model):
    """Something that a claim is found by: an identifier, or a word of a name.

    Derived from the claim by `claims.finding`, and kept by `actions.listing`.
    """

    pk = models.CompositePrimaryKey("claim", "word")
    # The primary key is its index.
    claim = models.ForeignKey(Claim, models.CASCADE, related_name="words", db_index=False)
    word = KeyField(max_length=LONGEST)

    class Meta:
        indexes = [models.Index(fields=["word", "claim"], name="word_of_claims")]

    def __str__(self):
        return self.word

"""What the text of a claim's proof says about the five reasons for which claims are sent back (POE-3)."""

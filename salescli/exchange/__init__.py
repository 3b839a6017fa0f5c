"""Files of other people: read what an assistant's spreadsheet or phone really wrote."""

## Not yet re-read by a speaker

## Leaving a space

space-left-kept = Zerbitzariak oraindik bikoiztuta ez daukana zigilatuta geratzen da gailu honetan, gehienez 30 egunez, galtzen badu itzultzeko. Hemen inork ezin du irakurri.

## Not yet re-read by a speaker

# $id (String) what was asked for
fact-missing = Ez dago horrelakorik hemen: { $id }. Egiaztatu identifikatzailea.
fact-too-much = Gehiegi da aldi berean. Egin zatika.

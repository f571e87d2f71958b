## Not yet re-read by a speaker

# $id (String) what was asked for
fact-missing = Ez dago horrelakorik hemen: { $id }. Egiaztatu identifikatzailea.
fact-too-much = Gehiegi da aldi berean. Egin zatika.
fact-no-key = Honen gakoa ez dago gailu honetan. Abiarazi ekin sync, eta saiatu berriro. Norbaitek ezabatu badu, inork ezin du gehiago irakurri.
fact-person-fixed = Norena den sortzean aukeratzen da. Sortu beste dokumentu bat beste pertsonarentzat.

## Not yet re-read by a speaker

search-found = { $n ->
    [0] Iragarkirik ez
    [one] Iragarki bat
   *[other] { $n } iragarki
 }
search-page = { $shown } iragarki, guztira { $total }
search-more = Gehiago ikusteko: --after { $cursor }
search-none = Ez dago horrelakorik.
search-none-yet = Oraingoz ez dago iragarkirik hemen. Sarea dagoenean, abiarazi « ekin sync ».
search-relax = { $n ->
    [0] { $option } gabe: iragarkirik ez
    [one] { $option } gabe: iragarki bat
   *[other] { $option } gabe: { $n } iragarki
 }
search-relax-distance = { $n ->
    [0] Gehienez { $km } kilometrora: iragarkirik ez
    [one] Gehienez { $km } kilometrora: iragarki bat
   *[other] Gehienez { $km } kilometrora: { $n } iragarki
 }
search-relax-words = { $n ->
    [0] Hau bakarrik bilatuta, « { $words } »: iragarkirik ez
    [one] Hau bakarrik bilatuta, « { $words } »: iragarki bat
   *[other] Hau bakarrik bilatuta, « { $words } »: { $n } iragarki
 }
search-relax-past = { $n ->
    [0] Iraganekoen artean ere ez dago ezer
    [one] Iragarki bat iragana da: gehitu --from
   *[other] { $n } iragarki iraganak dira: gehitu --from
 }
search-town-unknown = Ekinek ez du herri hau ezagutzen: { $town }. Agian: { $near }. Bestela, eman --near LAT,LON.
agenda-empty = Ez dago ezer egun horietan. Zabaldu tartea: --to.
news-none = Ez dago berririk azken alditik.
news-since = Noiztik: { $when }
news-new = { $n ->
    [0] Iragarki berririk ez
    [one] Iragarki berri bat
   *[other] { $n } iragarki berri
 }
news-changed = { $n ->
    [0] Aldatutako iragarkirik ez
    [one] Aldatutako iragarki bat
   *[other] Aldatutako { $n } iragarki
 }
news-cancelled = { $n ->
    [0] Bertan behera utzitakorik ez
    [one] Bertan behera utzitako iragarki bat
   *[other] Bertan behera utzitako { $n } iragarki
 }
news-withdrawn = { $n ->
    [0] Kendutako iragarkirik ez
    [one] Kendutako iragarki bat
   *[other] Kendutako { $n } iragarki
 }
news-change = { $field }: { $new }. Lehen: { $old }
saved-kept = Gordeta dago. Hemen aurkituko duzu: « ekin search --saved ».
saved-dropped = Ez dago jada gordeta.
saved-none = Ez duzu ezer gorde hemen. Iragarki bat gordetzeko: « ekin save ».
search-relax-no-words = { $n ->
    [0] Hitz horiek gabe: iragarkirik ez
    [one] Hitz horiek gabe: iragarki bat
   *[other] Hitz horiek gabe: { $n } iragarki
 }
search-relax-only-words = { $n ->
    [0] Hitzekin soilik, beste baldintzarik gabe: iragarkirik ez
    [one] Hitzekin soilik, beste baldintzarik gabe: iragarki bat
   *[other] Hitzekin soilik, beste baldintzarik gabe: { $n } iragarki
 }
search-relax-everything = { $n ->
    [0] Baldintzarik gabe: iragarkirik ez
    [one] Baldintzarik gabe: iragarki bat
   *[other] Baldintzarik gabe: { $n } iragarki
 }
search-town-nowhere = Ekinek ez du herri hau ezagutzen: { $town }. Eman --near LAT,LON.
agenda-ongoing = Lehendik hasita

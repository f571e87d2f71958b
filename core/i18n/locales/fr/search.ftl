## Results and what to relax when there are none

# $n (Number) listings found
search-found = { $n ->
    [0] Aucune annonce
    [one] { $n } annonce
   *[other] { $n } annonces
 }

# $shown (Number) listings on this page
# $total (Number) listings found
search-page = { $shown } annonces sur { $total }

# $cursor (String) where the next page starts
search-more = Pour voir la suite : --after { $cursor }

search-none = Rien ne correspond.
search-none-yet = Aucune annonce ici pour l’instant. Lancez « ekin sync » avec du réseau.

# $n (Number) listings found without this condition
# $option (String) the option to leave out
search-relax = { $n ->
    [0] Sans { $option } : aucune annonce
    [one] Sans { $option } : { $n } annonce
   *[other] Sans { $option } : { $n } annonces
 }

# $n (Number) listings found
# $km (String) a wider distance
search-relax-distance = { $n ->
    [0] Jusqu’à { $km } km : aucune annonce
    [one] Jusqu’à { $km } km : { $n } annonce
   *[other] Jusqu’à { $km } km : { $n } annonces
 }

# $n (Number) listings found with fewer words
# $words (String) the words kept
search-relax-words = { $n ->
    [0] Avec seulement « { $words } » : aucune annonce
    [one] Avec seulement « { $words } » : { $n } annonce
   *[other] Avec seulement « { $words } » : { $n } annonces
 }

# $n (Number) listings found among past ones
search-relax-past = { $n ->
    [0] Rien non plus parmi les dates passées
    [one] { $n } annonce est passée : ajoutez --from
   *[other] { $n } annonces sont passées : ajoutez --from
 }


# $town (String) what was written
# $near (String) known towns with a like name
search-town-unknown = Ekin ne connaît pas cette commune : { $town }. Peut-être : { $near }. Sinon, donnez --near LAT,LON.

agenda-empty = Rien de prévu à ces dates. Élargissez avec --to.
news-none = Rien de nouveau depuis la dernière fois.

# $when (String) day and hour of the last look
news-since = Depuis : { $when }

# $n (Number) listings
news-new = { $n ->
    [0] Aucune nouvelle annonce
    [one] { $n } nouvelle annonce
   *[other] { $n } nouvelles annonces
 }

# $n (Number) listings
news-changed = { $n ->
    [0] Aucune annonce changée
    [one] { $n } annonce changée
   *[other] { $n } annonces changées
 }

# $n (Number) listings
news-cancelled = { $n ->
    [0] Aucune annonce annulée
    [one] { $n } annonce annulée
   *[other] { $n } annonces annulées
 }

# $n (Number) listings
news-withdrawn = { $n ->
    [0] Aucune annonce retirée
    [one] { $n } annonce retirée
   *[other] { $n } annonces retirées
 }

# $field (String) name of the field
# $old (String) what it said
# $new (String) what it says
news-change = { $field } : { $new } (avant : { $old })

saved-kept = Gardée. Vous la trouverez avec « ekin search --saved ».
saved-dropped = Elle n’est plus gardée.
saved-none = Vous n’avez rien gardé ici. Gardez une annonce avec « ekin save ».

# $n (Number) listings found without the words
search-relax-no-words = { $n ->
    [0] Sans ces mots : aucune annonce
    [one] Sans ces mots : { $n } annonce
   *[other] Sans ces mots : { $n } annonces
 }

# $n (Number) listings found with the words and no other condition
search-relax-only-words = { $n ->
    [0] Avec les mots seulement, sans autre critère : aucune annonce
    [one] Avec les mots seulement, sans autre critère : { $n } annonce
   *[other] Avec les mots seulement, sans autre critère : { $n } annonces
 }

# $n (Number) listings found with no condition
search-relax-everything = { $n ->
    [0] Sans aucun critère : aucune annonce
    [one] Sans aucun critère : { $n } annonce
   *[other] Sans aucun critère : { $n } annonces
 }

# $town (String) what was written
search-town-nowhere = Ekin ne connaît pas cette commune : { $town }. Donnez --near LAT,LON.

agenda-ongoing = Déjà commencé

## What a listing is and holds

listing-type-activity = activité
listing-type-need = besoin
listing-type-offer = proposition
listing-type-loan = prêt
listing-type-project = projet
listing-type-challenge = défi
listing-type-practice = bonne pratique
listing-type-place = lieu
listing-type-partner = partenaire
listing-type-other = autre type, écrit par un Ekin plus récent

listing-status-scheduled = a lieu
listing-status-full = complet
listing-status-moved-online = à distance
listing-status-postponed = reporté
listing-status-cancelled = annulé
listing-status-other = état inconnu ici

# $n (Number) free places
listing-seats-left = { $n ->
    [0] Complet
    [one] { $n } place libre
   *[other] { $n } places libres
 }

# $n (Number) places in all
listing-seats = { $n ->
    [0] 0 place
    [one] { $n } place
   *[other] { $n } places
 }

# $n (Number) wheelchair places
listing-wheelchair-seats = { $n ->
    [0] Pas de place pour fauteuil roulant
    [one] { $n } place pour fauteuil roulant
   *[other] { $n } places pour fauteuil roulant
 }

# $n (Number) places for companions
listing-companion-seats = { $n ->
    [0] Pas de place pour accompagnateur
    [one] { $n } place pour accompagnateur
   *[other] { $n } places pour accompagnateur
 }

listing-free = Gratuit

# $price (String) a price
listing-price = Prix : { $price }

# $from (String) lowest price
# $to (String) highest price
listing-price-range = De { $from } à { $to }

listing-price-unsaid = Prix non précisé

# $min (Number) youngest age in years
# $max (Number) oldest age in years
listing-ages = De { $min } à { $max } ans

# $min (Number) youngest age in years
listing-ages-from = { $min ->
    [0] À tout âge
    [one] À partir de { $min } an
   *[other] À partir de { $min } ans
 }

# $max (Number) oldest age in years
listing-ages-to = { $max ->
    [0] Moins de 1 an
    [one] Jusqu’à { $max } an
   *[other] Jusqu’à { $max } ans
 }

# $name (String) who organises
listing-organiser = Organisé par : { $name }

# $place (String) place and town
listing-place = Où : { $place }

# $when (String) day and hour
listing-when = Quand : { $when }

# $n (Number) further dates
listing-more-dates = { $n ->
    [0] Pas d’autre date
    [one] Et { $n } autre date
   *[other] Et { $n } autres dates
 }

# $km (String) distance in kilometres, as a number
listing-distance = à { $km } km

# $zone (String) IANA time zone
listing-zone = Heure de : { $zone }

# $things (String) what to bring
listing-bring = À emporter : { $things }

# $way (String) address, telephone or e-mail
listing-answer = Pour répondre : { $way }

# $source (String) where the listing was taken from
listing-source = Repris de : { $source }

# $licence (String) licence of the text
listing-licence = Licence : { $licence }

# $date (String) day of the last confirmation
listing-updated = À jour au { $date }

# $language (String) own name of the language
listing-language = En { $language }

listing-withdrawn = Retirée par qui l’a publiée
listing-postponed-no-date = Reporté. La nouvelle date n’est pas connue.
listing-no-date = Sans date
listing-all-day = Toute la journée

## Accessibility: not said is not no

listing-accessibility-hearing = Personnes sourdes ou malentendantes
listing-accessibility-visual = Personnes aveugles ou malvoyantes
listing-accessibility-psychic = Personnes avec un handicap psychique
listing-accessibility-motor = Fauteuil roulant
listing-accessibility-intellectual = Personnes avec un handicap intellectuel
listing-accessibility-step-free = Sans marche
listing-accessibility-toilets = Toilettes adaptées
listing-accessibility-parking = Place de parking réservée
listing-accessibility-quiet = Lieu calme

# $what (String) one kind of accessibility
listing-accessibility-yes = { $what } : oui

# $what (String) one kind of accessibility
listing-accessibility-no = { $what } : non

# $what (String) one kind of accessibility
listing-accessibility-unsaid = { $what } : on ne sait pas

## Names of the fields, as errors and conflicts say them

field-id = identifiant
field-type = type
field-title = titre
field-summary = résumé
field-body = texte
field-original = langue d’origine
field-organiser = qui organise
field-organiser-name = nom de qui organise
field-organiser-url = site de qui organise
field-place = lieu
field-place-name = nom du lieu
field-place-address = adresse
field-place-postcode = code postal
field-place-town = commune
field-place-country = pays
field-place-position = position sur la carte
field-place-online = adresse en ligne
field-timings = dates et heures
field-start = début
field-end = fin
field-tz = fuseau horaire
field-rrule = répétition
field-exdate = dates en moins
field-rdate = dates en plus
field-hours = horaires
field-status = état
field-accessibility = accessibilité
field-price = prix
field-price-note = conditions du prix
field-audience = pour qui
field-ages = âges
field-capacity = nombre de places
field-bring = à emporter
field-answer = pour répondre
field-answer-url = site pour répondre
field-answer-phone = téléphone pour répondre
field-answer-email = adresse électronique pour répondre
field-tags = mots-clés
field-images = images
field-image-alt = description de l’image
field-image-credit = auteur de l’image
field-source = source
field-licence = licence
field-updated = date de mise à jour
field-hand = champs modifiés à la main
field-name = nom du territoire
field-zone = fuseau horaire du territoire
field-bounds = limites du territoire
field-languages = langues du territoire
mark-versions = deux versions
mark-saved = gardée

## Finding: needs, matches, the week, how old a list is

need-heading = Pour mes besoins :
need-wheelchair = Fauteuil roulant

# $km (String) kilometres
need-near = Près d’ici ({ $km } km)
need-free = Gratuit
need-hearing-loop = Boucle auditive, ou accès pour personnes sourdes
need-companion = Place pour accompagnateur
need-other = un autre besoin

# $need (String) a need
need-said-yes = { $need } : oui

# $need (String) a need
need-said-no = { $need } : non

# $need (String) a need
need-said-nothing = { $need } : on ne sait pas

# $n (Number) listings
# $need (String) a need
need-unsaid-count = { $n ->
    [0] Toutes les annonces le disent : { $need }
    [one] { $n } annonce ne le dit pas : { $need }
   *[other] { $n } annonces ne le disent pas : { $need }
 }
need-unsaid-show = Pour les voir : --unsaid

# $n (Number) listings
# $need (String) a need
need-less = { $n ->
    [0] Sans « { $need } » : aucune annonce
    [one] Sans « { $need } » : { $n } annonce
   *[other] Sans « { $need } » : { $n } annonces
 }
need-none = Dites ce qu’il vous faut : « ekin needs set ». Cela reste sur cet appareil.
need-kept = Gardé sur cet appareil, et seulement ici.
need-forgotten = Ces besoins ne sont plus gardés.

# $words (String) what it speaks of
match-about = Parle de : { $words }

# $words (String) what it speaks of
match-dislike = Attention, la personne n’aime pas : { $words }

# $km (String) kilometres
match-distance = À { $km } km
match-same-day = Le même jour
match-none = Rien ne correspond pour l’instant.
match-reasons = L’ordre est celui des dates, puis des distances. Personne n’est classé.

# $first (String) first day
# $last (String) last day
week-heading = Semaine : { $first } – { $last }
week-empty-day = Rien ce jour-là.
week-empty = Rien de prévu cette semaine.

# $name (String) who
# $answer (String) where the wish stands
week-answer = { $name } : { $answer }

# $when (String) day and hour
fresh-as-of = À jour au { $when }.

# $when (String) day and hour
fresh-stale = Liste à jour au { $when }. Vérifiez avant de partir.
fresh-never = Les annonces ne sont pas encore arrivées. Lancez « ekin sync » avec du réseau.
cli-search-for-me = Pour mes besoins : chaque besoin doit être « oui »
cli-search-unsaid = Pour mes besoins, mais où quelque chose n’est pas dit
cli-agenda-week = La semaine de ce jour, sept jours, avec les réponses
cli-needs = Ce qu’il vous faut, gardé sur cet appareil seulement
cli-needs-show = Ce qui est gardé
cli-needs-set = Garder ces besoins, à la place des autres
cli-needs-forget = Ne plus rien garder
cli-needs-word = Besoin
cli-match = Les annonces qui parlent de ce que veut quelqu’un, avec les raisons
cli-match-words = Mots : de quoi parle ce que vous cherchez
cli-match-person = Pour cette personne, par sa page
cli-match-ad = Pour cette annonce : début de l’identifiant

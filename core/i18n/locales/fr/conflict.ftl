## Where two people's edits met: `conflicts`

conflict-none = Rien ici n’attend un choix : personne n’a écrit autre chose que quelqu’un d’autre.

# $one (String) what one wrote
# $other (String) what another wrote
conflict-beside = { $one }. { $other }

# $id (String) what was asked for
conflict-missing = Rien à choisir sous ce nom : { $id }. Voyez « ekin conflicts list ».

# $what (String) the field, or the sort of thing
# $sides (String) each of the `conflict-side` texts
conflict-says = Deux personnes ont modifié ceci : { $what }. { $sides }. Que voulez-vous garder ?

# $n (Number) persons, three and more
# $what (String) the field, or the sort of thing
# $sides (String) each of the `conflict-side` texts
conflict-says-many = { $n ->
    [0] Personne n’a modifié ceci : { $what }. { $sides }.
    [one] { $n } personne a modifié ceci : { $what }. { $sides }.
   *[other] { $n } personnes ont modifié ceci : { $what }. { $sides }. Que voulez-vous garder ?
}

# $who (String) the device
# $when (String) when, by its clock
# $value (String) what it wrote
conflict-side = { $who }, { $when } : { $value }

# $who (String) the device
# $value (String) what it wrote
conflict-side-undated = { $who } : { $value }

# $moment (String) the moment of the outing
conflict-heads = présence, { $moment }
conflict-heads-whole = présence, toute la sortie

# $what (String) who, in which outing, at which moment
# $sides (String) each of the `conflict-side` texts
conflict-heads-says = Désaccord : { $what }. { $sides }. Allez voir maintenant, puis choisissez.

conflict-me = cet appareil
conflict-somebody = un autre appareil
conflict-nothing = rien
conflict-ended = retiré
conflict-sealed = illisible ici
conflict-careful = La valeur la plus prudente vient en premier. En cas de doute, gardez-la.
# $id (String) the beginning of an id
# $at (String) the field, or nothing
conflict-how = Pour choisir : ekin conflicts keep { $id } NUMÉRO { $at }

# $value (String) what stands now
conflict-kept = Gardé : { $value }. Votre choix remplace les autres, et les autres sauront qui a choisi.

# $what (String) what it was about
# $who (String) the device that chose
# $when (String) when
conflict-settled = { $what } : choisi par { $who }, { $when }.

# $what (String) what it was about
# $who (String) the device that chose
conflict-settled-undated = { $what } : choisi par { $who }.

# $title (String) the title
# $place (String) a field or a sort of thing
conflict-what = { $title }, { $place }

# $name (String) a field
# $value (String) what it says
conflict-said = { $name } { $value }

fact-field-flex = fauteuil utilisable comme siège
fact-field-fill = un petit groupe peut passer devant
fact-field-accepts = réponse
fact-field-because = raison
fact-field-seen = vu
fact-field-party = groupe
fact-field-withdrawn = demande retirée
fact-field-allows = accord donné
fact-field-companions = places d’accompagnateur
fact-field-audience = qui peut voir
fact-field-back = retour
fact-field-buddy = va avec
fact-field-face = visage
fact-field-from = à partir du
fact-field-leg = étape
fact-field-measures = ce qui a été fait
fact-field-missed = pas de place la dernière fois
fact-field-moment = quand
fact-field-passed = transmis
fact-field-pick-up = point de rendez-vous
fact-field-plan = sortie ou matériel
fact-field-purpose = pour quoi
fact-field-reply = réponse de l’équipe
fact-field-signer = accord ou refus de
fact-field-to = remis à l’appareil
fact-field-told-by = qui le dit à la personne
fact-field-unnamed = personnes en plus, non inscrites
fact-field-vehicle = véhicule
fact-field-when = quand
fact-field-wish = ce que dit la personne
fact-field-with = avec
fact-field-words = mots
cli-conflicts = Ce que deux personnes ont modifié en même temps, et choisir
cli-conflicts-list = Montrer ce qui attend un choix
cli-conflicts-settled = Montrer plutôt ce qui a été choisi, et par qui
cli-conflicts-after = Continuer après cet endroit de la liste
cli-conflicts-keep = Garder l’une des valeurs
cli-conflicts-id = Début de l’identifiant
cli-conflicts-choice = Numéro de la valeur dans la liste, à partir de 1, ou début de sa version
cli-conflicts-field = Champ, s’il y en a plusieurs
conflict-bad-cursor = Ce n’est pas un endroit de cette liste. Reprenez la dernière ligne d’une page, ou commencez sans --after.

## What an import did

# $n (Number) entries of the file
import-read = { $n ->
    [0] Le fichier ne contient aucune annonce.
    [one] { $n } annonce lue
   *[other] { $n } annonces lues
 }

# $n (Number) listings
import-new = { $n ->
    [0] Aucune nouvelle
    [one] { $n } nouvelle
   *[other] { $n } nouvelles
 }

# $n (Number) listings
import-changed = { $n ->
    [0] Aucune changée
    [one] { $n } changée
   *[other] { $n } changées
 }

# $n (Number) listings
import-unchanged = { $n ->
    [0] Aucune pareille à avant
    [one] { $n } pareille à avant
   *[other] { $n } pareilles à avant
 }

# $n (Number) entries
import-left-out = { $n ->
    [0] Aucune laissée de côté
    [one] { $n } laissée de côté, voyez pourquoi plus bas
   *[other] { $n } laissées de côté, voyez pourquoi plus bas
 }

# $n (Number) listings
import-hand = { $n ->
    [0] Aucun champ gardé tel que modifié ici
    [one] { $n } champ gardé tel que modifié ici
   *[other] { $n } champs gardés tels que modifiés ici
 }

# $n (Number) listings
import-withdrawn-kept = { $n ->
    [0] Aucune retirée ici
    [one] { $n } déjà retirée ici : ajoutez --revive pour la remettre
   *[other] { $n } déjà retirées ici : ajoutez --revive pour les remettre
 }

# $n (Number) listings
import-vanished = { $n ->
    [0] Aucune n’a disparu du fichier
    [one] { $n } n’est plus dans le fichier : ajoutez --complete pour la retirer
   *[other] { $n } ne sont plus dans le fichier : ajoutez --complete pour les retirer
 }

# $n (Number) listings
import-withdrawn = { $n ->
    [0] Aucune retirée
    [one] { $n } retirée, car absente du fichier
   *[other] { $n } retirées, car absentes du fichier
 }

import-dry-run = Essai seulement : rien n’est enregistré.
import-nothing-sent = Rien n’a changé : rien ne sera envoyé.

# $n (Number) entries without an id
import-derived-id = { $n ->
    [0] Chaque annonce a son identifiant.
    [one] { $n } annonce n’a pas d’identifiant : si son titre ou son heure change, elle viendra comme nouvelle.
   *[other] { $n } annonces n’ont pas d’identifiant : si leur titre ou leur heure change, elles viendront comme nouvelles.
 }

# $values (Number) values mapped
# $left (Number) values left out
import-total = Valeurs reprises : { $values }. Valeurs laissées : { $left }.

# $n (Number) entries
# $reason (String) one of the `loss-…` texts
import-loss-line = { $n } fois : { $reason }

# $path (String) where in the source
# $reason (String) one of the `loss-…` texts
import-loss-at = Laissé de côté, { $path } : { $reason }

# $place (String) place of the entry in the file
# $reason (String) what is wrong
import-entry-left = Annonce laissée de côté ({ $place }) : { $reason }

import-progress = Lecture du fichier

# $place (String) place of the entry in the file
# $reason (String) what to look at
import-entry-problem = À regarder, { $place } : { $reason }


# $n (Number) further points
import-more = { $n ->
    [0] Rien d’autre
    [one] Et { $n } autre point : voyez-le avec --json
   *[other] Et { $n } autres points : voyez-les avec --json
 }

import-sample = territoire d’exemple
# $n (Number) entries that another file of the command holds too
import-superseded = { $n ->
    [0] aucune prise d’un autre fichier
    [one] { $n } prise d’un autre fichier, où elle est plus récente
   *[other] { $n } prises d’un autre fichier, où elles sont plus récentes
 }

import-not-complete = Un fichier n’a pas pu être lu : aucune annonce n’est retirée.

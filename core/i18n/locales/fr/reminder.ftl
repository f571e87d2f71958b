## Reminders, and what changed in what is kept


# $what (String) what is coming
# $time (String) hour
reminder-soon = Bientôt, à { $time } : { $what }

# $what (String) what is coming
# $time (String) hour
reminder-tomorrow = Demain, à { $time } : { $what }

# $what (String) what is coming
# $time (String) hour
reminder-today = Aujourd’hui, à { $time } : { $what }

# $what (String) what is coming
reminder-tomorrow-day = Demain : { $what }

# $what (String) what is coming
reminder-today-day = Aujourd’hui : { $what }

# $what (String) what is coming
reminder-due-tomorrow = À rendre demain : { $what }

# $what (String) what is coming
reminder-due-today = À rendre aujourd’hui : { $what }

# $when (String) day and hour
# $text (String) what is said
reminder-at = { $when } · { $text }
reminder-none = Pas de rappel. Gardez une annonce avec « ekin save ».

# $from (String) hour
# $to (String) hour
reminder-quiet = Heures calmes : de { $from } à { $to }. Rien ne sonne.
reminder-no-quiet = Pas d’heures calmes.
reminder-quiet-form = Écrivez les heures calmes ainsi : 21:00-08:00, ou none.

# $n (Number) listings
alert-heading = { $n ->
    [0] Rien n’a changé dans ce que vous gardez.
    [one] { $n } annonce que vous gardez a changé :
   *[other] { $n } annonces que vous gardez ont changé :
 }
alert-cancelled = Annulé. N’y allez pas.
alert-postponed = Reporté. N’y allez pas ce jour-là.
alert-withdrawn = Annonce retirée. Vérifiez avant de partir.
alert-takes-place = A lieu de nouveau.
alert-online = À distance : ne vous déplacez pas.
alert-full = Complet.

# $before (String) day and hour
alert-moved = Date ou heure changée (avant : { $before }).
alert-dated = Date ou heure changée.

# $before (String) where
alert-elsewhere = Lieu changé (avant : { $before }).
alert-placed = Lieu précisé.
cli-reminders = Les rappels de cet appareil, comme un téléphone les sonnerait
cli-reminders-quiet = Heures calmes : 21:00-08:00, ou none

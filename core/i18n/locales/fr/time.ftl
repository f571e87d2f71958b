## Days and durations

time-today = aujourd’hui
time-tomorrow = demain
time-yesterday = hier
time-just-now = à l’instant

# $duration (String) a duration in words, such as « 3 jours »
time-ago = il y a { $duration }

# $n (Number) days from today
time-in-days = { $n ->
    [0] aujourd’hui
    [one] dans { $n } jour
   *[other] dans { $n } jours
 }

# $n (Number) seconds
duration-seconds = { $n ->
    [0] 0 seconde
    [one] { $n } seconde
   *[other] { $n } secondes
 }

# $n (Number) minutes
duration-minutes = { $n ->
    [0] 0 minute
    [one] { $n } minute
   *[other] { $n } minutes
 }

# $n (Number) hours
duration-hours = { $n ->
    [0] 0 heure
    [one] { $n } heure
   *[other] { $n } heures
 }

# $n (Number) days
duration-days = { $n ->
    [0] 0 jour
    [one] { $n } jour
   *[other] { $n } jours
 }

# $n (Number) bytes, fewer than a thousand
size-bytes = { $n ->
    [0] 0 octet
    [one] { $n } octet
   *[other] { $n } octets
 }

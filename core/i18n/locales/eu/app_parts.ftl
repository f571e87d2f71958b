## Not yet re-read by a speaker: what the parts of the apps say

app-typed-day = { $day }
app-typed-hour = { $hour }
app-hour-form = Adibidez { $hour }
app-card-opened = Noiz ireki da: { $hour }. Zergatik: { $reason }.
app-country-fr = Frantzia
app-country-es = Espainia
app-group = Taldea: { $name }
app-mine-text-kept = Zure testua gordeta dago.
app-read-at = Jasota: { $when }
app-recovery-step-write = Hamabi hitzak idatzi
app-recovery-step-check = Egiaztatzeko, berriro idatzi
app-recovery-step-keep = Orria giltzapean gorde
app-seats-free = Libre
app-seats-too-many = Gehiegi
app-seats-wait = Itxaroten jarri: { $party }
app-week-reminder = Gogorarazpena: { $when }

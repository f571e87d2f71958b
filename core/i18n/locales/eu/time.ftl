## Not yet re-read by a speaker

time-today = gaur
time-tomorrow = bihar
time-yesterday = atzo
time-just-now = oraintxe bertan
time-ago = duela { $duration }
time-in-days = { $n ->
    [0] gaur
    [one] egun bat barru
   *[other] { $n } egun barru
 }
duration-seconds = { $n ->
    [0] 0 segundo
    [one] segundo bat
   *[other] { $n } segundo
 }
duration-minutes = { $n ->
    [0] 0 minutu
    [one] minutu bat
   *[other] { $n } minutu
 }
duration-hours = { $n ->
    [0] 0 ordu
    [one] ordu bat
   *[other] { $n } ordu
 }
duration-days = { $n ->
    [0] 0 egun
    [one] egun bat
   *[other] { $n } egun
 }
size-bytes = { $n ->
    [0] 0 byte
    [one] byte bat
   *[other] { $n } byte
 }

## Not yet re-read by a speaker

time-today = hoy
time-tomorrow = mañana
time-yesterday = ayer
time-just-now = ahora mismo
time-ago = hace { $duration }
time-in-days = { $n ->
    [0] hoy
    [one] dentro de 1 día
   *[other] dentro de { $n } días
 }
duration-seconds = { $n ->
    [0] 0 segundos
    [one] 1 segundo
   *[other] { $n } segundos
 }
duration-minutes = { $n ->
    [0] 0 minutos
    [one] 1 minuto
   *[other] { $n } minutos
 }
duration-hours = { $n ->
    [0] 0 horas
    [one] 1 hora
   *[other] { $n } horas
 }
duration-days = { $n ->
    [0] 0 días
    [one] 1 día
   *[other] { $n } días
 }
size-bytes = { $n ->
    [0] 0 bytes
    [one] 1 byte
   *[other] { $n } bytes
 }

## What the parts of the apps say: days that were typed, the card, places, the sheet

app-typed-day = { $day }
app-typed-hour = { $hour }
app-hour-form = Por ejemplo { $hour }
app-card-opened = Abierta: { $hour }. Motivo: { $reason }.
app-country-fr = Francia
app-country-es = España
app-group = Grupo: { $name }
app-mine-text-kept = Su texto está guardado.
app-read-at = Recibido: { $when }
app-recovery-step-write = Escribir las doce palabras
app-recovery-step-check = Escribirlas otra vez para comprobar
app-recovery-step-keep = Guardar la hoja bajo llave
app-seats-free = Libres
app-seats-too-many = De más
app-seats-wait = Poner en espera: { $party }
app-week-reminder = Recordatorio: { $when }

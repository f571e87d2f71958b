## What relays lose and get back, and backups that somebody keeps elsewhere

healing-lost = { $n ->
    [0] El servidor ha recuperado todo lo que había perdido.
    [one] El servidor ha perdido { $n } envío. Este dispositivo lo guarda y se lo devuelve en el próximo envío.
   *[other] El servidor ha perdido { $n } envíos. Este dispositivo los guarda y se los devuelve en el próximo envío.
 }
healing-full = Este dispositivo no tiene sitio para guardar todo lo que el servidor aún no ha copiado. Pida una copia de seguridad a quien lleva el servidor.
copy-whole = Este archivo está entero. El servidor lo escribió: { $when }.
copy-broken = Este archivo no es el que firmó el servidor: ha cambiado o le falta una parte. Tome otra copia.
copy-unknown = Este dispositivo no conoce el servidor que firmó este archivo. No puede decir de quién es.
copy-no-word = Falta el archivo que dice qué contiene esta copia. Tiene el mismo nombre, con « .backed » al final: cópielo al lado.
copy-space = { $name }: todo hasta el lugar { $seq }
copy-agrees = Es el registro que este dispositivo conoce.
copy-differs = No es el registro que este dispositivo conoce. Guarde los dos y avise al equipo.
copy-cannot-tell = Este dispositivo no puede comparar: esta copia es demasiado antigua o más reciente que él.
copy-behind = { $n ->
    [0] No ha llegado nada desde entonces.
    [one] Ha llegado { $n } envío desde entonces: no está en esta copia.
   *[other] Han llegado { $n } envíos desde entonces: no están en esta copia.
 }
copy-others = { $n ->
    [0] No hay nada más en este archivo.
    [one] { $n } espacio más, que este dispositivo no conoce
   *[other] { $n } espacios más, que este dispositivo no conoce
 }
cli-verify-file = Comprobar una copia de seguridad del servidor guardada en otro sitio

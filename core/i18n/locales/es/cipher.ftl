## Not yet re-read by a speaker

cli-key-file = Archivo con la clave de una carpeta cifrada; - para la entrada
error-wrong-key = Esta clave no abre los datos de este dispositivo. No ha cambiado nada. Tome la clave correcta.
error-key-needed = Los datos de este dispositivo están cifrados. Dé su clave con --key-file. No ha cambiado nada.
error-not-sealed = Los datos de este dispositivo no están cifrados: ábralos sin clave, o empiece en una carpeta vacía con --home.
error-no-cipher = Este programa está hecho sin cifrado. Tome el que está hecho con « --features sqlcipher ».
error-key-file = Este archivo no contiene una clave: { $path }. Una clave tiene 32 bytes, o 64 dígitos hexadecimales.

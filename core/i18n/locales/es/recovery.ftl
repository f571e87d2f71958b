## Not yet re-read by a speaker

recovery-write-down = Escriba este código en papel. Sin él, nadie puede recuperar el acceso. Nosotros tampoco.
recovery-count = El código tiene 12 palabras. Palabras escritas aquí: { $n }. Copie todo el papel.
recovery-word-guess = La palabra número { $place } no está en la lista. ¿Es « { $word } »? Compruébela en el papel.
recovery-word-unknown = La palabra número { $place } no está en la lista. Compruébela en el papel.
recovery-word-short = La palabra número { $place } es demasiado corta: varias palabras empiezan así. Escríbala entera.
recovery-check = Estas 12 palabras no van juntas. Una palabra es otra, o el orden ha cambiado. Vuelva a leer el papel.
recovery-newer = Este código necesita una versión más reciente de Ekin. Actualice la aplicación.
recovery-differ = Palabras que no son las del código: { $places }. Corríjalas, también en el papel.
recovery-memory = A este teléfono le falta memoria para abrir el código. Cierre las otras aplicaciones y vuelva a intentarlo.

## Leaving a space

space-left-kept = Lo que el servidor aún no tiene por duplicado queda sellado en este dispositivo, 30 días como máximo, para devolvérselo si lo pierde. Aquí nadie puede leerlo.

package eus.ekin.app

import android.app.Application
import android.content.Context
import eus.ekin.client.EkinClient
import eus.ekin.core.Language
import java.util.Locale
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock

/** Whoever has the one open home of this process: screens and the sync minute share it. */
interface Home {
    /** For work that outlives a screen. */
    val scope: CoroutineScope

    /** The home, opened when it is first asked for; asked again after a failure, it tries again. */
    suspend fun client(): EkinClient
}

/** The home of the process that this is of. */
val Context.home: Home get() = applicationContext as Home

/** The process: it opens the home once, with its key in Android's Keystore. */
class EkinApplication : Application(), Home {
    override val scope = CoroutineScope(SupervisorJob() + Dispatchers.Default)

    private val opening = Mutex()
    private var opened: EkinClient? = null

    override suspend fun client(): EkinClient = opening.withLock {
        opened ?: EkinClient.open(
            filesDir.toPath().resolve("home"),
            KeystoreKeys(noBackupFilesDir.resolve("store.key")),
            languageOf(Locale.getDefault()),
        ).also { opened = it }
    }

    override fun onCreate() {
        super.onCreate()
        SyncService.plan(this)
        Reminders.prepare(this)
    }
}

/** The language of the phone, French where it is none of Ekin's. */
fun languageOf(locale: Locale): Language = when (locale.language) {
    "eu" -> Language.EU
    "es" -> Language.ES
    else -> Language.FR
}

package eus.ekin.app

import android.Manifest.permission.POST_NOTIFICATIONS
import android.content.Intent
import android.content.pm.PackageManager
import android.content.res.Configuration
import android.graphics.BitmapFactory
import android.os.Build
import android.os.Bundle
import androidx.activity.ComponentActivity
import androidx.activity.OnBackPressedCallback
import androidx.activity.compose.setContent
import androidx.activity.enableEdgeToEdge
import androidx.activity.result.contract.ActivityResultContracts
import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.safeDrawingPadding
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.ImageBitmap
import androidx.compose.ui.graphics.asImageBitmap
import androidx.compose.ui.text.font.Font
import androidx.compose.ui.text.font.FontFamily
import androidx.compose.ui.text.font.FontWeight
import eus.ekin.client.EkinClient
import eus.ekin.client.Words
import eus.ekin.core.Failure
import eus.ekin.ui.App
import eus.ekin.ui.Navigator
import eus.ekin.ui.NotOpened
import eus.ekin.ui.Place
import eus.ekin.ui.simple.LocalDecode
import eus.ekin.ui.theme.Dark
import eus.ekin.ui.theme.Light
import eus.ekin.ui.theme.Tokens
import java.util.Locale
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancel
import kotlinx.coroutines.flow.distinctUntilChanged
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.launch

/** The one window: the screens of `ui` on this phone. */
class MainActivity : ComponentActivity() {
    private val scope = CoroutineScope(SupervisorJob() + Dispatchers.Main.immediate)
    private lateinit var speaker: AndroidSpeaker
    private var navigator: Navigator? = null

    /** What a person answers is the system's to keep: without it reminders are planned, and not shown. */
    private val asking = registerForActivityResult(ActivityResultContracts.RequestPermission()) {}
    private var asked = false

    private val taking = registerForActivityResult(ActivityResultContracts.StartActivityForResult()) {
        taken?.complete(it.resultCode == RESULT_OK)
    }
    private var taken: CompletableDeferred<Boolean>? = null

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        enableEdgeToEdge()
        speaker = AndroidSpeaker(this)
        // A window that comes back was opened by its link already.
        open(intent.takeIf { savedInstanceState == null })
        onBackPressedDispatcher.addCallback(this, object : OnBackPressedCallback(true) {
            override fun handleOnBackPressed() {
                val way = navigator?.state?.value?.way.orEmpty()
                if (way.size < 2 && way.firstOrNull() !is Place.Simple) finish() else navigator?.back()
            }
        })
    }

    override fun onNewIntent(intent: Intent) {
        super.onNewIntent(intent)
        linkOf(intent)?.let { navigator?.follow(it) }
    }

    override fun onDestroy() {
        scope.cancel()
        speaker.close()
        super.onDestroy()
    }

    private fun open(with: Intent?) {
        scope.launch {
            try {
                show(home.client(), with)
            } catch (failure: Failure) {
                setContent { Whole(system()) { NotOpened(failure, Words(languageOf(Locale.getDefault())), system(), fonts()) { open(with) } } }
            }
        }
    }

    private suspend fun show(client: EkinClient, with: Intent?) {
        val made = Navigator(
            client, scope, AndroidPlatform(applicationContext, speaker, ::words, ::photograph), territory(), client.language(), system(),
        )
        made.begin()
        navigator = made
        linkOf(with)?.let(made::follow)
        setContent {
            val state by made.state.collectAsState()
            Whole(state.tokens) { CompositionLocalProvider(LocalDecode provides ::decode) { App(made, fonts()) } }
        }
        made.sync()
        scope.launch { Reminders.follow(applicationContext, client, ::askToNotify) }
        scope.launch { made.state.map { flagsOf(it.way) }.distinctUntilChanged().collect { window.setFlags(it, WINDOW_FLAGS) } }
        scope.launch { made.state.map { it.isSimple }.distinctUntilChanged().collect(::hold) }
    }

    private fun words() = navigator?.state?.value?.words ?: Words(languageOf(Locale.getDefault()))

    /** The camera app comes to the front, and goes again with a photo or without. */
    private suspend fun photograph(ask: Intent): Boolean {
        taken?.cancel()
        return CompletableDeferred<Boolean>().also { taken = it; taking.launch(ask) }.await()
    }

    /** Nobody falls out of simple mode by the system's own ways; where the tablet is not managed, Android asks first. */
    private fun hold(simple: Boolean) {
        if (simple) startLockTask() else runCatching { stopLockTask() }
    }

    /** Asked when there is a first thing to say, and no sooner; never on a resident's tablet. */
    private fun askToNotify() {
        val simple = navigator?.state?.value?.isSimple == true
        if (asked || simple || Build.VERSION.SDK_INT < Build.VERSION_CODES.TIRAMISU) return
        asked = true
        if (checkSelfPermission(POST_NOTIFICATIONS) != PackageManager.PERMISSION_GRANTED) asking.launch(POST_NOTIFICATIONS)
    }

    private fun territory(): String? =
        packageManager.getApplicationInfo(packageName, PackageManager.GET_META_DATA).metaData?.getString("eus.ekin.territory")

    /** The colours that the phone is set to, until a person chooses others. */
    private fun system(): Tokens {
        val night = resources.configuration.uiMode and Configuration.UI_MODE_NIGHT_MASK
        return if (night == Configuration.UI_MODE_NIGHT_YES) Dark else Light
    }

    private fun fonts() = FontFamily(
        Font("fonts/AtkinsonHyperlegibleNext_400Regular.ttf", assets, FontWeight.Normal),
        Font("fonts/AtkinsonHyperlegibleNext_600SemiBold.ttf", assets, FontWeight.SemiBold),
        Font("fonts/AtkinsonHyperlegibleNext_700Bold.ttf", assets, FontWeight.Bold),
    )
}

/** The window up to its edges; what is in it stays clear of the system's bars, of a notch and of the keyboard. */
@Composable
private fun Whole(tokens: Tokens, content: @Composable () -> Unit) =
    Box(Modifier.fillMaxSize().background(tokens.bg).safeDrawingPadding()) { content() }

private fun decode(file: ByteArray): ImageBitmap? = BitmapFactory.decodeByteArray(file, 0, file.size)?.asImageBitmap()

@file:OptIn(ExperimentalComposeUiApi::class)

package eus.ekin.desktop

import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.ExperimentalComposeUiApi
import androidx.compose.ui.ImageComposeScene
import androidx.compose.ui.input.key.KeyEventType
import androidx.compose.ui.input.key.isCtrlPressed
import androidx.compose.ui.input.key.key
import androidx.compose.ui.input.key.type
import androidx.compose.ui.unit.Density
import androidx.compose.ui.unit.DpSize
import androidx.compose.ui.unit.dp
import androidx.compose.ui.use
import androidx.compose.ui.window.Window
import androidx.compose.ui.window.application
import androidx.compose.ui.window.rememberWindowState
import eus.ekin.client.EkinClient
import eus.ekin.client.Words
import eus.ekin.core.Failure
import eus.ekin.core.Language
import eus.ekin.core.WayKind
import eus.ekin.core.WayToAnswer
import eus.ekin.ui.App
import eus.ekin.ui.Navigator
import eus.ekin.ui.NotOpened
import eus.ekin.ui.Place
import eus.ekin.ui.Platform
import eus.ekin.ui.bundledFonts
import eus.ekin.ui.decoded
import eus.ekin.ui.simple.LocalDecode
import eus.ekin.ui.theme.Light
import java.awt.Desktop
import java.net.NetworkInterface
import java.net.URI
import java.nio.file.Files
import java.nio.file.Path
import java.util.Locale
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancel
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.runBlocking
import org.jetbrains.skia.EncodedImageFormat

/** What `ekin-desktop` is started with. */
data class Options(val home: Path, val territory: String?, val picture: Path?) {
    companion object {
        /**
         * `--home FOLDER`; `--territory LINK` for the territory that the first door opens; `--picture FILE` to draw the first screen
         * there, and open no window.
         */
        fun of(arguments: List<String>): Options {
            val given = arguments.chunked(2).filter { it.size == 2 }.associate { (name, value) -> name to value }
            val usual = Path.of(System.getProperty("user.home"), ".local", "share", "ekin")
            return Options(given["--home"]?.let(Path::of) ?: usual, given["--territory"], given["--picture"]?.let(Path::of))
        }
    }
}

/** The language of the machine, French where it is none of Ekin's. */
fun languageOf(locale: Locale): Language = when (locale.language) {
    "eu" -> Language.EU
    "es" -> Language.ES
    else -> Language.FR
}

/** Opens what a person asked for with the machine's own programs. */
private object Desk : Platform {
    /** A network besides the machine's own; where it cannot be told, there is one. */
    override val connected
        get() = runCatching { NetworkInterface.networkInterfaces().anyMatch { it.isUp && !it.isLoopback } }.getOrDefault(true)

    override fun take(way: WayToAnswer) {
        val address = when (way.kind) {
            WayKind.PHONE -> "tel:${way.value.filter { it.isDigit() || it == '+' }}"
            WayKind.EMAIL -> "mailto:${way.value}"
            WayKind.WEB -> way.value
        }
        // What no program here can open stays on the screen, to be read.
        runCatching { Desktop.getDesktop().browse(URI(address)) }
    }
}

/** The open home, and the screens over it. */
internal class Opened(private val client: EkinClient, options: Options, on: CoroutineDispatcher) : AutoCloseable {
    private val scope = CoroutineScope(SupervisorJob() + on)
    val navigator = Navigator(client, scope, Desk, options.territory, runBlocking { client.language() })

    init {
        runBlocking { navigator.begin() }
        navigator.sync()
    }

    override fun close() {
        scope.cancel()
        client.close()
    }
}

/** Opens the home; a [Failure] where it does not open. */
internal fun openHome(options: Options, on: CoroutineDispatcher): Opened =
    Opened(runBlocking { EkinClient.open(options.home, null, languageOf(Locale.getDefault())) }, options, on)

/** What the window would show, as a picture. */
private suspend fun draw(navigator: Navigator, file: Path) {
    when (val place = navigator.state.value.way.last()) {
        is Place.Discover -> place.presenter.state.first { it.freshness != null }
        is Place.House -> place.presenter.state.first { it.outings != null }
        else -> {}
    }
    val png = ImageComposeScene(WIDTH, HEIGHT, Density(1f)) { Whole(navigator) }.use { scene ->
        scene.render(0)
        checkNotNull(scene.render(1_000_000_000L).encodeToData(EncodedImageFormat.PNG)).bytes
    }
    Files.write(file, png)
}

@Composable
private fun Whole(navigator: Navigator) = CompositionLocalProvider(LocalDecode provides ::decoded) { App(navigator, bundledFonts) }

private const val WIDTH = 1100
private const val HEIGHT = 800

/** The window, as long as it is open. */
private fun window(options: Options) {
    var opened: Opened? = null
    try {
        application {
            var home by remember { mutableStateOf(runCatching { openHome(options, Dispatchers.Main) }) }
            opened = home.getOrNull()
            Window(
                onCloseRequest = ::exitApplication,
                state = rememberWindowState(size = DpSize(WIDTH.dp, HEIGHT.dp)),
                title = "Ekin",
                onPreviewKeyEvent = { it.type == KeyEventType.KeyDown && opened?.navigator?.handle(it.key, it.isCtrlPressed) == true },
            ) {
                when (val why = home.exceptionOrNull()) {
                    null -> {
                        Keys(home.getOrThrow().navigator)
                        Whole(home.getOrThrow().navigator)
                    }
                    is Failure -> NotOpened(why, Words(languageOf(Locale.getDefault())), Light, bundledFonts) {
                        home = runCatching { openHome(options, Dispatchers.Main) }
                    }
                    else -> throw why
                }
            }
        }
    } finally {
        opened?.close()
    }
}

fun main(arguments: Array<String>) {
    val options = Options.of(arguments.toList())
    val picture = options.picture ?: return window(options)
    openHome(options, Dispatchers.Default).use { runBlocking { draw(it.navigator, picture) } }
}

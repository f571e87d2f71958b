package eus.ekin.desktop

import androidx.compose.ui.input.key.Key
import eus.ekin.client.EkinClient
import eus.ekin.client.Words
import eus.ekin.core.Failure
import eus.ekin.core.Language
import eus.ekin.ui.AppState
import eus.ekin.ui.Place
import eus.ekin.ui.simple.Silent
import eus.ekin.ui.simple.SimplePresenter
import java.nio.file.Files
import java.nio.file.Path
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancel
import kotlinx.coroutines.runBlocking
import org.jetbrains.skia.Bitmap
import org.jetbrains.skia.Image
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

/** The program as `cargo xtask desktop` starts it, on the real core, without a display. */
class MainTest {
    @TempDir lateinit var folder: Path

    private val options get() = Options(folder.resolve("home"), null, null)

    @Test
    fun `the program draws its first screen`() {
        val picture = folder.resolve("first.png")
        main(arrayOf("--home", "${options.home}", "--picture", "$picture"))
        val drawn = Image.makeFromEncoded(Files.readAllBytes(picture))
        assertEquals(1100 to 800, drawn.width to drawn.height)
        val colours = Bitmap.makeFromImage(drawn).readPixels()!!.toList().chunked(4).toSet()
        assertTrue(colours.size > 20, "${colours.size} colours: no words and no stripes")
    }

    @Test
    fun `a home that is open already is a failure, and opens when the other goes`() {
        val first = openHome(options, Dispatchers.Default)
        assertThrows(Failure.InUse::class.java) { openHome(options, Dispatchers.Default) }
        first.close()
        openHome(options, Dispatchers.Default).close()
    }

    @Test
    fun `keys go to the tabs and back`() = openHome(options, Dispatchers.Default).use {
        val navigator = it.navigator
        assertTrue(navigator.handle(Key.Two, ctrl = true))
        assertTrue(navigator.state.value.way.single() is Place.Week)
        navigator.setUp()
        assertTrue(navigator.handle(Key.Escape, ctrl = false))
        assertTrue(navigator.state.value.way.single() is Place.Week)
        assertFalse(navigator.handle(Key.Two, ctrl = false), "a figure that is typed stays one")
        assertFalse(navigator.handle(Key.Four, ctrl = true), "without a house there are three tabs")
        assertTrue(navigator.handle(Key.N, ctrl = true))
        assertTrue(navigator.state.value.way.last() is Place.Write)
        assertFalse(navigator.handle(Key.N, ctrl = false), "a letter that is typed stays one")
        assertTrue(navigator.handle(Key.F, ctrl = true))
        val discover = navigator.state.value.way.single() as Place.Discover
        assertEquals(1, discover.presenter.state.value.seeks)
        assertTrue(navigator.handle(Key.F, ctrl = true))
        assertEquals(discover to 2, navigator.state.value.way.single() to discover.presenter.state.value.seeks)
        assertTrue(navigator.handle(Key.Comma, ctrl = true))
        assertTrue(navigator.state.value.way.last() is Place.Settings)
    }

    @Test
    fun `the menu lists every key once, in the person's words`() = openHome(options, Dispatchers.Default).use {
        val state = it.navigator.state.value
        val listed = commands(state)
        assertEquals(listed.size, listed.map { one -> one.key to one.ctrl }.toSet().size)
        assertEquals(listed.size, listed.map { one -> state.words[one.words] }.toSet().size)
        assertEquals(8, listed.size)
    }

    @Test
    fun `no key leads out of a resident's tablet`() = runBlocking {
        val scope = CoroutineScope(SupervisorJob() + Dispatchers.Default)
        EkinClient.open(options.home, null, Language.FR).use { client ->
            val words = Words(Language.FR)
            val place = Place.Simple(scope, SimplePresenter(client, { words }, Silent, scope) {})
            assertEquals(listOf(Key.Escape), commands(AppState(listOf(place), words)).map { it.key })
            scope.cancel()
        }
    }
}

@file:OptIn(ExperimentalTestApi::class, ExperimentalComposeUiApi::class)

package eus.ekin.ui.simple

import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.ui.ExperimentalComposeUiApi
import androidx.compose.ui.ImageComposeScene
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.onRoot
import androidx.compose.ui.test.v2.runSkikoComposeUiTest
import androidx.compose.ui.text.TextLayoutResult
import androidx.compose.ui.unit.Density
import androidx.compose.ui.use
import eus.ekin.core.Language
import eus.ekin.ui.assertLooksLike
import eus.ekin.ui.bundledFonts
import eus.ekin.ui.icons.Pictograms
import eus.ekin.ui.decoded
import eus.ekin.ui.isWanted
import eus.ekin.ui.theme.Dark
import eus.ekin.ui.theme.EkinTheme
import eus.ekin.ui.theme.Light
import eus.ekin.ui.theme.Tokens
import eus.ekin.ui.words
import org.jetbrains.skia.Image
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.DynamicTest.dynamicTest
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestFactory

/** Simple mode as a tablet shows it: pictures, sizes, and what one switch goes through. */
class SimpleLookTest {
    private val names = SimpleSamples(words(Language.FR)).states.keys + "setup"

    @Composable
    private fun Shown(name: String, language: Language, tokens: Tokens) {
        val words = words(language)
        val samples = SimpleSamples(words)
        EkinTheme(tokens, words, bundledFonts) {
            CompositionLocalProvider(LocalDecode provides ::decoded) {
                when (name) {
                    "setup" -> SetUpScreen(samples.setUp) {}
                    else -> SimpleScreen(samples.states.getValue(name)) {}
                }
            }
        }
    }

    @TestFactory
    fun `each page looks as it did`(): List<DynamicTest> = names.filter { isWanted("simple-$it") }.flatMap { name ->
        Language.entries.flatMap { language ->
            looks(name, language).map { (tokens, scale) ->
                val picture = "simple-$name-${language.name.lowercase()}-${tokens.name}${if (scale > 1f) "-large" else ""}"
                dynamicTest(picture) {
                    assertLooksLike(picture, drawn(scale) { Shown(name, language, tokens) })
                }
            }
        }
    }

    private fun looks(name: String, language: Language): List<Pair<Tokens, Float>> {
        val all = listOf(Light to 1f, Dark to 1f, Light to 2f)
        val contrasts = Tokens.all.filter { it.isContrast }.map { it to 1f }
        return if (language == Language.FR && name in CONTRASTS) all + contrasts else all
    }

    /** A tablet of 1,024 by 768 dp, at half of its pixels: all pictures together have to stay small. */
    private fun drawn(scale: Float, content: @Composable () -> Unit): Image {
        val height = if (scale > 1f) TALL else HEIGHT
        return ImageComposeScene(WIDTH / 2, height / 2, Density(0.5f, scale)) { content() }.use { scene ->
            scene.render(0)
            scene.render(1_000_000_000L)
        }
    }

    @TestFactory
    fun `everything that can be touched has words, a role and 80 dp`(): List<DynamicTest> = walk(1f) { name, nodes ->
        nodes.filter { it.config.contains(SemanticsActions.OnClick) }.flatMap { node ->
            val words = said(node)
            val (width, height) = node.size.width to node.size.height
            buildList {
                if (words.isBlank()) add("something of $width by $height has no words")
                if (node.config.getOrNull(SemanticsProperties.Role) == null) add("« $words » has no role")
                if (name != "setup" && (width < LEAST || height < LEAST)) add("« $words » is $width by $height")
            }
        }
    }

    @TestFactory
    fun `no text is cut at 200 percent`(): List<DynamicTest> = walk(2f) { _, nodes ->
        nodes.flatMap { node ->
            val layouts = mutableListOf<TextLayoutResult>()
            node.config.getOrNull(SemanticsActions.GetTextLayoutResult)?.action?.invoke(layouts)
            layouts.filter(::isCut).map { "« ${it.layoutInput.text} » is cut" }
        }
    }

    @TestFactory
    fun `what can be touched is what a switch goes through`(): List<DynamicTest> = walk(1f) { name, nodes ->
        val spots = SimpleSamples(words(Language.FR)).states[name]?.page(words(Language.FR))?.spots ?: return@walk emptyList()
        val touched = nodes.count { it.config.contains(SemanticsActions.OnClick) }
        if (touched == spots.size) emptyList() else listOf("$touched things can be touched, ${spots.size} are offered")
    }

    @Test
    fun `every drawing that pages name is there`() {
        val samples = SimpleSamples(words(Language.FR))
        val pages = samples.states.values.map { it.page(words(Language.FR)) }
        val named = pages.flatMap { page -> page.spots.map { it.picture } + page.facts.map { it.pictogram } } + SECRETS + News.entries.map { it.picture }
        assertEquals(emptyList<String>(), named.filter { it.isNotEmpty() && it !in Pictograms.names }.distinct())
        assertTrue(Pictograms.names.size > 95)
    }

    private fun walk(scale: Float, faults: (String, List<SemanticsNode>) -> List<String>): List<DynamicTest> = names.flatMap { name ->
        Language.entries.map { language ->
            dynamicTest("$name $language") {
                runSkikoComposeUiTest(size = Size(WIDTH.toFloat(), 4_000f), density = Density(1f, scale)) {
                    setContent { Shown(name, language, Light) }
                    assertEquals(emptyList<String>(), faults(name, all(onRoot(useUnmergedTree = true).fetchSemanticsNode())))
                }
            }
        }
    }

    private fun isCut(layout: TextLayoutResult): Boolean {
        val lines = 0 until layout.lineCount
        val text = layout.layoutInput.text
        // A word that goes on in the next line without a space was broken.
        val broken = lines.drop(1).any { line -> layout.getLineStart(line).let { it > 0 && !text[it - 1].isWhitespace() && text[it - 1] !in "-–’" } }
        val wide = lines.any { layout.getLineRight(it) - layout.getLineLeft(it) > layout.size.width + 1 }
        return broken || wide || lines.any(layout::isLineEllipsized) || layout.getLineBottom(lines.last) > layout.size.height + 1
    }

    private fun all(node: SemanticsNode): List<SemanticsNode> = listOf(node) + node.children.flatMap(::all)

    private fun said(node: SemanticsNode): String = all(node).flatMap {
        it.config.getOrNull(SemanticsProperties.ContentDescription).orEmpty() +
            it.config.getOrNull(SemanticsProperties.Text).orEmpty().map { text -> text.text }
    }.joinToString(" ")

    private companion object {
        const val WIDTH = 1_024
        const val HEIGHT = 768
        const val TALL = 1_400
        const val LEAST = 80
        val CONTRASTS = setOf("home", "home-two", "outing-read", "pin")
    }
}

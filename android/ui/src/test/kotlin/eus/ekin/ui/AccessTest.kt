@file:OptIn(ExperimentalTestApi::class)

package eus.ekin.ui

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
import eus.ekin.core.Language
import eus.ekin.ui.theme.Light
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.DynamicTest.dynamicTest
import org.junit.jupiter.api.TestFactory

/** A walk over what readers of the screen get: everything that can be touched has words, a role and 48 dp; no text is cut. */
class AccessTest {
    @TestFactory
    fun `what can be touched has words, a role and room`(): List<DynamicTest> = walk(1f) { node ->
        val touched = node.config.contains(SemanticsActions.OnClick) || node.config.contains(SemanticsActions.SetText)
        if (!touched) return@walk emptyList()
        val words = words(node)
        val size = node.boundsInRoot.let { it.width to it.height }
        buildList {
            if (words.isBlank()) add("something of $size has no words")
            val field = node.config.contains(SemanticsActions.SetText)
            if (!field && node.config.getOrNull(SemanticsProperties.Role) == null) add("« $words » has no role")
            val (width, height) = node.size.width to node.size.height
            if (width < LEAST || height < LEAST) add("« $words » is $width by $height")
        }
    }

    @TestFactory
    fun `no text is cut at 200 percent`(): List<DynamicTest> = walk(2f) { node ->
        val layouts = mutableListOf<TextLayoutResult>()
        node.config.getOrNull(SemanticsActions.GetTextLayoutResult)?.action?.invoke(layouts)
        layouts.filter(::isCut).map { "« ${it.layoutInput.text} » is cut" }
    }

    /** Whether a line, or the last of them, is outside of its room by more than a pixel, which rounding is. */
    private fun isCut(layout: TextLayoutResult): Boolean {
        // Of nothing there is nothing to cut.
        if (layout.layoutInput.text.isEmpty()) return false
        val lines = 0 until layout.lineCount
        val wide = lines.any { layout.getLineRight(it) - layout.getLineLeft(it) > layout.size.width + 1 }
        return wide || lines.any(layout::isLineEllipsized) || layout.getLineBottom(lines.last) > layout.size.height + 1
    }

    private fun walk(scale: Float, faults: (SemanticsNode) -> List<String>): List<DynamicTest> =
        screens.keys.flatMap { screen ->
            Language.entries.map { language ->
                dynamicTest("$screen $language") {
                    // As tall as a whole list, so that none of it is left out.
                    runSkikoComposeUiTest(size = Size(412f, 6_000f), density = Density(1f, scale)) {
                        setContent { Shown(screen, language, Light) }
                        val found = all(onRoot(useUnmergedTree = true).fetchSemanticsNode()).flatMap(faults)
                        assertEquals(emptyList<String>(), found)
                    }
                }
            }
        }

    private fun all(node: SemanticsNode): List<SemanticsNode> = listOf(node) + node.children.flatMap(::all)

    /** What is said of a node: its own words, and those of what is in it. */
    private fun words(node: SemanticsNode): String = all(node).flatMap {
        it.config.getOrNull(SemanticsProperties.ContentDescription).orEmpty() +
            it.config.getOrNull(SemanticsProperties.Text).orEmpty().map { text -> text.text }
    }.joinToString(" ")

    private companion object {
        const val LEAST = 48
    }
}

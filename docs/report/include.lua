-- Puts a file in the place of a paragraph {{< include FILE >}}, as Quarto does by itself.
function Para(paragraph)
  local file = pandoc.utils.stringify(paragraph):match('^{{< include (%S+) >}}$')
  if file then
    return pandoc.read(assert(io.open(file)):read('a'), 'markdown').blocks
  end
end

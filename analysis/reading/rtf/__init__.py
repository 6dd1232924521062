"""Rich text files (.rtf): from bytes to tokens, and from tokens to lines.

`reader` is the way in. `tokens` cuts the bytes into control words, braces and text; `control_words` lists
what the words mean; `state` is what holds inside a group; `fonts` decodes bytes in the code page of their
font. Paragraphs and rows become lines as in Word files (`word.lines`).
"""

"""Time as the edition tells and draws it: windows in words, life-lines, who could have met whom."""

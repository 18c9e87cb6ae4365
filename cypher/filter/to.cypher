// It begins by a day.
split(split(last([entry IN $it.history WHERE entry < $until]), ' ')[2], '/')[0] <= $to

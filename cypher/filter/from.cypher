// It lasts until a day or longer.
split(split(last([entry IN $it.history WHERE entry < $until]), ' ')[2], '/')[1] >= $from

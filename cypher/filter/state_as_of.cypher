// Its status as of the day, and whether a document disputed it by then; what no document told of by then does not pass.
split(last([entry IN $it.history WHERE entry < $until]), ' ')[1] IN $states

;; Functions and types of the world itself: imported types first, used by what follows.
(component
  (type $level' (enum "low" "high"))
  (import "level" (type $level (eq $level')))
  (import "log" (func (param "at" $level) (param "text" string)))
  (type $pair (tuple u8 s64))
  (type $f (func async (param "x" $pair) (result (result $pair (error string)))))
  (import "run" (func $run (type $f)))
  (export "again" (func $run))
)

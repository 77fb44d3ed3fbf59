(module (func (export "test:x/api#f")))

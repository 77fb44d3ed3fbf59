-- Run by Neovim without a user: attaches to the language server, as a user's configuration would, and uses it. What it
-- finds goes to the file RESULT as JSON.
local folder = os.getenv('FOLDER')
local result = {}

local function wait(what, condition)
  if not vim.wait(20000, condition, 20) then
    error('waited in vain for ' .. what)
  end
end

local function request(method, params)
  local answers = vim.lsp.buf_request_sync(0, method, params, 20000)
  for _, answer in pairs(answers or {}) do
    if answer.err then
      error(method .. ': ' .. vim.inspect(answer.err))
    end
    return answer.result
  end
  error(method .. ' was not answered')
end

-- 1-based line, 0-based column, as nvim_win_set_cursor takes them
local function put_cursor(pattern)
  local line = vim.fn.search(pattern, 'w')
  assert(line > 0, 'nothing like ' .. pattern)
end

local function lines()
  return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n') .. '\n'
end

local function run()
  vim.cmd('edit ' .. vim.fn.fnameescape(folder .. '/wit/main.wit'))
  local client_id = vim.lsp.start_client({
    name = 'wit-ts',
    cmd = { os.getenv('NODE'), os.getenv('MAIN'), 'lsp', '--stdio' },
    root_dir = folder,
  })
  assert(client_id, 'the client was not started')
  assert(vim.lsp.buf_attach_client(0, client_id), 'the client was not attached')
  local client = vim.lsp.get_client_by_id(client_id)
  wait('initialize', function() return client.server_capabilities ~= nil and client.initialized end)
  result.encoding = client.offset_encoding

  -- diagnostics of a broken file
  wait('diagnostics', function() return #vim.diagnostic.get(0) > 0 end)
  result.diagnostics = {}
  for _, found in ipairs(vim.diagnostic.get(0)) do
    table.insert(result.diagnostics, {
      line = found.lnum, from = found.col, to = found.end_col, code = found.code, message = found.message,
    })
  end

  -- they go away when the mistake is repaired by hand
  vim.cmd([[%s/recrod/record/]])
  wait('repair', function() return #vim.diagnostic.get(0) == 0 end)

  -- hover
  put_cursor([[\<entry {]])
  result.hover = request('textDocument/hover', vim.lsp.util.make_position_params(0, client.offset_encoding)).contents.value

  -- a definition in deps, behind characters outside of the basic plane
  put_cursor([[borrow<\zsinput-stream]])
  vim.lsp.buf.definition()
  wait('definition', function() return vim.api.nvim_buf_get_name(0):match('streams%.wit$') end)
  result.definition = {
    file = vim.api.nvim_buf_get_name(0):sub(#folder + 2),
    cursor = vim.api.nvim_win_get_cursor(0),
  }
  vim.cmd('buffer main.wit')

  -- rename
  put_cursor([[\<entry {]])
  local before = lines()
  vim.lsp.buf.rename('item')
  wait('rename', function() return lines() ~= before end)
  result.renamed = lines()

  -- format, with the indentation of the buffer
  vim.bo.expandtab = true
  vim.bo.shiftwidth = 2
  before = lines()
  vim.lsp.buf.formatting_sync(nil, 20000)
  result.formatted = lines()

  client.stop()
  wait('the end', function() return vim.lsp.client_is_stopped(client_id) end)
end

local ok, message = pcall(run)
if not ok then result.error = tostring(message) end
local file = assert(io.open(os.getenv('RESULT'), 'w'))
file:write(vim.fn.json_encode(result))
file:close()
vim.cmd('qall!')

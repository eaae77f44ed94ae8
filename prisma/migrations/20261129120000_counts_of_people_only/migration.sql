-- A new date of a next step changes no count. It added a line only so that remembered pages of the list were forgotten,
-- and none are remembered any more.
DROP TRIGGER contacts_counted_update ON contacts;
CREATE TRIGGER contacts_counted_update AFTER UPDATE OF status, open_tasks, is_sample ON contacts FOR EACH ROW
WHEN ((OLD.status, OLD.open_tasks = 0, OLD.is_sample) IS DISTINCT FROM (NEW.status, NEW.open_tasks = 0, NEW.is_sample))
EXECUTE FUNCTION contacts_counted_anew();

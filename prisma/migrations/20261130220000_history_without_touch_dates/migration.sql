-- The history no longer passes over a column that is gone: dates of the next contact lie beside contacts.
DROP TRIGGER record_create ON contacts;
DROP TRIGGER record_update ON contacts;
DROP TRIGGER record_delete ON contacts;
SELECT track_changes('contacts', '{first_name,last_name,company_id,position,email,email_label,more_emails,phone,phone_label,more_phones,address,birthday,source,status,status_since,is_starred,tag_ids,keep_in_touch_days,touch_snoozed_until,notes,is_sample}',
  '{sort_name,search_text,phone_digits,last_contact_at,last_contact_type,open_tasks,next_due_date,next_sort}',
  '{"company_id": "companies"}');
